"""What an expression is worth: doubles at many points, many digits at one."""
