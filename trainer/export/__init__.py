"""Exam reports and papers as documents, and documents as Markdown or as a page of HTML that stands alone."""
