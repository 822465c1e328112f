"""The images that items show."""
