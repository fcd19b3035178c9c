"""Shows the policy: as a report, as JSON, as a template file and as stored with results."""
