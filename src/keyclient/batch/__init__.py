"""Every book under the shares of the branches, unattended: files in, outcomes out.

A bad book is an outcome and never stops another one. What may be killed at any moment is only ever staged; what is
in place is whole.
"""
