//! Sockets that listen → one row each; the baseline says which of them are right.

use super::text::text;
use super::{Input, ParseFault, Parsed, sockets};
use crate::model::Value;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (found, strange) = sockets::listening(input)?;
    let rows = found
        .into_iter()
        .map(|s| {
            let local = Value::Bool(s.local());
            vec![
                ("proto", text(s.proto)),
                ("address", text(s.address)),
                ("port", Value::Int(s.port)),
                ("local", local),
                ("process", s.process),
                ("user", s.user),
            ]
        })
        .collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn a_socket_is_a_row() {
        let text = "Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp LISTEN 0 128 127.0.0.1:25 0.0.0.0:* users:((\"master\",pid=9,fd=1)) ino:7\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "sockets", text).unwrap()), @"proto=tcp address=localhost port=25 local=true process=master user=0");
        check_cuts(parse, Os::Linux, "sockets", text);
        assert!(one(parse, Os::Linux, "sockets", "ss: not found\n").is_err());
        assert!(one(parse, Os::Linux, "sockets", "").is_err());
        assert!(one(parse, Os::Linux, "other", text).is_err());
    }
}
