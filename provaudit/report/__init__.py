"""What an audit looks like: sorted, rounded and labelled once in `view`, then one file per form."""
