"""What a machine asks from time to time: whether this process can serve. It tells yes or no, and nothing else."""
