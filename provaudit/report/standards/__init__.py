"""An audit in the formats of others: PROV-JSON, JSON-LD, GraphML, DOT, SARIF, and tables that describe themselves.

Same audit, same bytes: nothing here knows the time, the machine or a random number.
"""
