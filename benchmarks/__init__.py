"""What speed costs and gains, as ratios within one run: figures of one machine say nothing of another."""
