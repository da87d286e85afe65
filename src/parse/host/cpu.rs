//! Two looks at `/proc/stat`, `lparstat` or `vmstat` of AIX, `sar -u` or `vmstat` of HP-UX → where CPU time went.
//!
//! The figures of a first `vmstat` line are those since the system started and are never used. Waiting for a disk (iowait) is idle time.

use super::grid::Figures;
use super::rate::cell;
use super::{Input, ParseFault, Parsed};

/// Percentages.
#[derive(Debug, Default, PartialEq)]
struct Shares {
    user: Option<f64>,
    system: Option<f64>,
    iowait: Option<f64>,
    steal: Option<f64>,
    idle: Option<f64>,
    /// Physical processors in use, and the share of the entitlement, of an AIX partition that shares processors.
    physical: Option<f64>,
    entitled: Option<f64>,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let shares = match (input.part("stat"), input.part("sar"), input.part("lparstat"), input.part("vmstat")) {
        (Some(after), ..) => proc_stat(input.part_before("stat").ok_or(ParseFault::Missing("stat"))?, after)?,
        (_, Some(sar), ..) => tool(sar, "sar", ["%usr", "%sys", "%wio", "%idle", "", ""])?,
        (_, _, Some(lparstat), _) => tool(lparstat, "lparstat", ["%user", "%sys", "%wait", "%idle", "physc", "%entc"])?,
        (.., Some(vmstat)) => tool(vmstat, "vmstat", ["us", "sy", "wa", "id", "pc", "ec"])?,
        _ => return Err(ParseFault::Missing("stat")),
    };
    let busy = shares.user.zip(shares.system).map(|(user, system)| user + system + shares.steal.unwrap_or(0.0));
    let row = vec![
        ("busy_pct", cell(busy)),
        ("user_pct", cell(shares.user)),
        ("system_pct", cell(shares.system)),
        ("iowait_pct", cell(shares.iowait)),
        ("steal_pct", cell(shares.steal)),
        ("idle_pct", cell(shares.idle)),
        ("physical", cell(shares.physical)),
        ("entitled_pct", cell(shares.entitled)),
    ];
    Ok(Parsed { rows: vec![row], ..Parsed::default() })
}

/// `cpu user nice system idle iowait irq softirq steal …` in ticks since the start.
fn proc_stat(before: &str, after: &str) -> Result<Shares, ParseFault> {
    let ticks = |text: &str| -> Result<Vec<f64>, ParseFault> {
        let line = text.lines().find(|l| l.starts_with("cpu ")).unwrap_or_default();
        let ticks: Vec<f64> = line.split_whitespace().skip(1).map_while(|w| w.parse().ok()).collect();
        // Kernels before 2.6.11 know no steal; guest time is part of user.
        if ticks.len() < 4 { Err(ParseFault::Layout("stat", text.lines().next().unwrap_or_default().to_owned())) } else { Ok(ticks) }
    };
    let (before, after) = (ticks(before)?, ticks(after)?);
    // iowait may go backwards on its own.
    let grown = |i: usize| after.get(i).copied().unwrap_or(0.0) - before.get(i).copied().unwrap_or(0.0);
    let parts: Vec<f64> = (0..8).map(|i| grown(i).max(0.0)).collect();
    let total: f64 = parts.iter().sum();
    if total <= 0.0 || grown(3) < 0.0 {
        return Ok(Shares::default());
    }
    let share = |of: &[usize]| Some(of.iter().map(|&i| parts[i]).sum::<f64>() * 100.0 / total);
    Ok(Shares {
        user: share(&[0, 1]),
        system: share(&[2, 5, 6]),
        iowait: share(&[4]),
        steal: share(&[7]),
        idle: share(&[3]),
        ..Shares::default()
    })
}

/// The newest interval of a command, by the words of its heading: user, system, wait, idle, physical, entitlement.
fn tool(output: &str, what: &'static str, [user, system, wait, idle, physical, entitled]: [&str; 6]) -> Result<Shares, ParseFault> {
    let figures = Figures::last(output, what, user)?;
    Ok(Shares {
        user: figures.get(user),
        system: figures.get(system),
        iowait: figures.get(wait),
        steal: None,
        idle: figures.get(idle),
        physical: figures.get(physical),
        entitled: figures.get(entitled),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture, twice};
    use super::*;
    use crate::model::Os;

    #[test]
    fn the_time_between_two_looks_is_shared_out() {
        let (before, after) = ("cpu  100 0 100 1000 50 0 0 10 0 0\ncpu0 1 1\n", "cpu  250 10 150 1100 150 5 5 30 0 0\n");
        let parsed = twice(parse, Os::Linux, &[("stat", before)], &[("stat", after)], 2.0).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"busy_pct=54.55 user_pct=36.36 system_pct=13.64 iowait_pct=22.73 steal_pct=4.55 idle_pct=22.73 physical= entitled_pct=");
        let reset = twice(parse, Os::Linux, &[("stat", after)], &[("stat", before)], 2.0).unwrap();
        insta::assert_snapshot!(picture(&reset), @"busy_pct= user_pct= system_pct= iowait_pct= steal_pct= idle_pct= physical= entitled_pct=");
        assert!(one(parse, Os::Linux, "stat", before).is_err(), "one look says nothing");
        let old = twice(parse, Os::Linux, &[("stat", "cpu  1 1 1 1\n")], &[("stat", "cpu  2 1 2 3\n")], 2.0).unwrap();
        insta::assert_snapshot!(picture(&old), @"busy_pct=50 user_pct=25 system_pct=25 iowait_pct=0 steal_pct=0 idle_pct=50 physical= entitled_pct=");
    }

    #[test]
    fn aix_is_read_by_the_words_of_its_headings() {
        let lparstat = "
System configuration: type=Shared mode=Uncapped smt=4 lcpu=8 mem=32768MB psize=16 ent=2.00 

%user  %sys  %wait  %idle physc %entc  lbusy   app  vcsw phint
----- ----- ------ ------ ----- ----- ------   --- ----- -----
 55.0  12.1    0.5   32.4  2.15 107.4   41.2  13.9   400     0
";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "lparstat", lparstat).unwrap()), @"busy_pct=67.1 user_pct=55 system_pct=12.1 iowait_pct=0.5 steal_pct= idle_pct=32.4 physical=2.15 entitled_pct=107.4");
        let vmstat = "
System configuration: lcpu=8 mem=32768MB ent=2.00

kthr    memory              page              faults              cpu
----- ----------- ------------------------ ------------ -----------------------
 r  b   avm   fre  re  pi  po  fr   sr  cy  in   sy  cs us sy id wa    pc    ec
 1  0 1234567 2345   0   0   0   0    0   0  10  500 400  9  9 82  0  0.15   7.4
 2  0 1234567 2345   0   0   0   0    0   0  10  500 400  5  2 93  0  0.20   9.4
";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "vmstat", vmstat).unwrap()), @"busy_pct=7 user_pct=5 system_pct=2 iowait_pct=0 steal_pct= idle_pct=93 physical=0.2 entitled_pct=9.4");
        check_cuts(parse, Os::Aix, "vmstat", vmstat);
    }

    #[test]
    fn hp_ux_by_sar_or_vmstat() {
        let sar = "\nHP-UX hpux1 B.11.31 U ia64    01/01/26\n\n10:00:00    %usr    %sys    %wio   %idle\n10:00:02       7       3      10      80\n";
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "sar", sar).unwrap()), @"busy_pct=10 user_pct=7 system_pct=3 iowait_pct=10 steal_pct= idle_pct=80 physical= entitled_pct=");
        let vmstat = "
         procs           memory                   page                              faults       cpu
    r     b     w      avm    free   re   at    pi   po    fr   de    sr     in     sy    cs  us sy id
    1     0     0   545201  3420411   56    8     0    0     0    0     0   1224  12345   890   3  1 96
    2     0     0   545201  3420411   56    8     0    0     0    0     0   1224  12345   890   4  2 94
";
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "vmstat", vmstat).unwrap()), @"busy_pct=6 user_pct=4 system_pct=2 iowait_pct= steal_pct= idle_pct=94 physical= entitled_pct=");
    }
}
