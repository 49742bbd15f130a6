"""What an author needs beside an editor: models, checks, coverage, exchange; draws no screen."""
