"""Printed names, and the public bodies and divisions that they mean."""
