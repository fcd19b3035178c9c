"""What moved between books: in customers and in yuan, bucket by bucket; who is rising, who is leaving."""
