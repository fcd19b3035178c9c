"""What every part of reading shares: the grid, the request, the refusals."""
