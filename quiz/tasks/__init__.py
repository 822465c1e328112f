"""What has to be done from time to time: one command for one timer. It stands beside `application`."""
