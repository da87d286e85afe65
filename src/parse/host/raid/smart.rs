//! `smartctl -H`.

use super::Part;

/// ATA and NVMe: `SMART overall-health self-assessment test result: PASSED`; SCSI: `SMART Health Status: OK`.
/// A disk behind a card or of a virtual machine has no SMART of its own: no row.
pub(super) fn health(disk: &str, output: &str) -> Option<Part> {
    let part = |state: &str, health| Part { kind: "disk", name: disk.to_owned(), state: state.to_owned(), health, ..Part::default() };
    for line in output.lines() {
        let result = line.split_once("self-assessment test result:").or_else(|| line.split_once("SMART Health Status:"));
        if let Some((_, state)) = result.map(|(k, v)| (k, v.trim())) {
            let health = match state {
                "PASSED" | "OK" => Some("ok"),
                _ if state.contains("UNKNOWN") => None,
                _ => Some("failed"),
            };
            return Some(part(state, health));
        }
    }
    // An assessment that was expected and is not there; other endings mean that the device has none.
    let silent = [
        "SMART support is: Unavailable",
        "does not support SMART",
        "lacks SMART",
        "Unable to detect device type",
        "Unknown USB bridge",
        "open device",
        "mandatory SMART command failed",
        "Operation not supported",
    ];
    let none = silent.iter().any(|s| output.contains(s)) || output.trim().is_empty() || !output.contains("SMART");
    (!none).then(|| part("?", None))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{many, picture};
    use super::super::parse;
    use crate::model::Os;

    #[test]
    fn what_the_disk_says_of_itself() {
        let parts = [
            ("smart /dev/sda", "=== START OF READ SMART DATA SECTION ===\nSMART overall-health self-assessment test result: PASSED\n"),
            (
                "smart /dev/sdb",
                "SMART overall-health self-assessment test result: FAILED!\nDrive failure expected in less than 24 hours. SAVE ALL DATA.\n",
            ),
            ("smart /dev/sdc", "SMART Health Status: FAILURE PREDICTION THRESHOLD EXCEEDED [asc=5d, ascq=0]\n"),
            ("smart /dev/sdd", "Smartctl open device: /dev/sdd failed: DELL or MegaRaid controller, please try adding '-d megaraid,N'\n"),
            ("smart /dev/sde", "=== START OF READ SMART DATA SECTION ===\nSMART something else\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        kind=disk name=/dev/sda state=PASSED health=ok detail= progress=
        kind=disk name=/dev/sdb state=FAILED! health=failed detail= progress=
        kind=disk name=/dev/sdc state=FAILURE PREDICTION THRESHOLD EXCEEDED [asc=5d, ascq=0] health=failed detail= progress=
        kind=disk name=/dev/sde state=? health= detail= progress=
        ");
    }
}
