"""What SymPy is asked for: conversion of trees, proofs, integrals and limits, in a process of its own."""
