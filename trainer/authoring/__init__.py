"""What an author needs beside an editor: models to start from, checks, coverage, exchange; draws no screen."""
