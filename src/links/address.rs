//! Addresses as people write them → connect strings that drivers take.

/// `host:port:SID` is an old form that EZConnect does not know; it becomes a descriptor. All else passes as it is.
pub(super) fn connect_string(address: &str) -> String {
    let text = address.trim();
    if text.starts_with('(') || text.contains('/') {
        return text.to_owned();
    }
    let mut parts = text.rsplitn(3, ':');
    if let (Some(sid), Some(port), Some(host)) = (parts.next(), parts.next(), parts.next())
        && !sid.is_empty()
        && port.parse::<u16>().is_ok()
    {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        return format!("(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST={host})(PORT={port}))(CONNECT_DATA=(SID={sid})))");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sid_becomes_a_descriptor_and_the_rest_passes() {
        assert_eq!(
            connect_string("db01:1521:SBF1"),
            "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db01)(PORT=1521))(CONNECT_DATA=(SID=SBF1)))"
        );
        assert_eq!(connect_string("db01:1521/SBF:pooled"), "db01:1521/SBF:pooled");
        assert_eq!(connect_string("tcps://db01:2484/SBF"), "tcps://db01:2484/SBF");
        assert_eq!(connect_string("PRODALIAS"), "PRODALIAS");
        assert_eq!(connect_string("db01:1521"), "db01:1521");
    }
}
