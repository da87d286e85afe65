//! A seed → a large alert log that looks like a real one, always the same. For benchmarks and end-to-end tests.

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use std::io::{self, Write};

/// A small generator of numbers that look random (xorshift); good enough to vary lines.
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn upto(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// Writes at least `bytes` of alert log, 19c style (`iso`) or 11.2 style; about one error stack in 2000 lines.
pub(crate) fn alert_log(out: &mut dyn Write, bytes: u64, seed: u64, iso: bool) -> io::Result<u64> {
    let mut dice = Dice(seed | 1);
    let mut now: DateTime = date(2024, 1, 1).at(0, 0, 0, 0);
    let mut sequence = 88_000u64;
    let mut written = 0u64;
    let mut text = String::new();
    while written < bytes {
        text.clear();
        now = now.saturating_add((dice.upto(40).cast_signed() + 1).seconds());
        if iso {
            let micro = dice.upto(1_000_000);
            text.push_str(&format!("{now}.{micro:06}+08:00\n"));
        } else {
            text.push_str(&now.strftime("%a %b %d %H:%M:%S %Y\n").to_string());
        }
        record(&mut text, &mut dice, &mut sequence);
        out.write_all(text.as_bytes())?;
        written += text.len() as u64;
    }
    Ok(written)
}

fn record(text: &mut String, dice: &mut Dice, sequence: &mut u64) {
    *sequence += 1;
    let (seq, group, pid) = (*sequence, dice.upto(6) + 1, dice.upto(60_000) + 1000);
    let trace = format!("/u01/app/oracle/diag/rdbms/tax/tax1/trace/tax1_ora_{pid}.trc");
    match dice.upto(5000) {
        0 => text.push_str(&format!("Errors in file {trace}  (incident={pid}):\nORA-00600: internal error code, arguments: [kdsgrp{}], [], [], [], [], [], [], []\nIncident details in: {trace}\nUse ADRCI or Support Workbench to package the incident.\n", dice.upto(5))),
        1 | 2 => text.push_str(&format!("TAXPDB(3):Errors in file {trace}:\nTAXPDB(3):ORA-12012: error on auto execute of job \"SWZJ\".\"JOB_{}\"\nTAXPDB(3):ORA-01403: no data found\nTAXPDB(3):ORA-06512: at \"SWZJ.PKG_SB\", line {}\n", dice.upto(9), dice.upto(999))),
        3 => text.push_str(&format!("ORA-1652: unable to extend temp segment by 128 in tablespace                 TEMP{} \n", dice.upto(3))),
        4 => text.push_str(&format!("Thread 1 cannot allocate new log, sequence {seq}\nCheckpoint not complete\n  Current log# {group} seq# {seq} mem# 0: +DATA/TAX/ONLINELOG/group_{group}.264.1\n")),
        5 => text.push_str(&format!("\n***********************************************************************\n\nFatal NI connect error 12170.\n\n  VERSION INFORMATION:\n\tTNS for Linux: Version 19.0.0.0.0 - Production\n  Time: 13-APR-2024 04:21:31\n  Tracing not turned on.\n  Tns error struct:\n    ns main err code: 12535\n    \nTNS-12535: TNS:operation timed out\n    ns secondary err code: 12560\n    nt main err code: 505\n    \nTNS-00505: Operation timed out\n    nt secondary err code: 110\n    nt OS err code: 0\n  Client address: (ADDRESS=(PROTOCOL=tcp)(HOST=10.20.{}.{})(PORT={pid}))\n", dice.upto(4), dice.upto(200))),
        6 => text.push_str("WARNING: Heavy swapping detected on system in last 5 mins.\n"),
        n if n < 2600 => text.push_str(&format!("Thread 1 advanced to log sequence {seq} (LGWR switch)\n  Current log# {group} seq# {seq} mem# 0: +DATA/TAX/ONLINELOG/group_{group}.264.1092837465\n  Current log# {group} seq# {seq} mem# 1: +FRA/TAX/ONLINELOG/group_{group}.301.1092837467\n")),
        n if n < 4200 => text.push_str(&format!("ARC{} (PID:{pid}): Archived Log entry {seq} added for T-1.S-{seq} ID 0x5d2f8a11 LAD:1\n", dice.upto(4))),
        n if n < 4800 => text.push_str(&format!("TAXPDB(3):Resize operation of data file {group} in progress\nTAXPDB(3):  from {pid}K to {seq}K\n")),
        n if n < 4950 => text.push_str(&format!("ALTER SYSTEM ARCHIVE LOG\nBeginning log switch checkpoint up to RBA [0x{seq:x}.2.10], SCN: {}\nCompleted checkpoint up to RBA [0x{seq:x}.2.10], SCN: {}\n", seq * 7919, seq * 7919)),
        _ => text.push_str(&format!("Incremental checkpoint up to RBA [0x{seq:x}.{pid:x}.0], current log tail at RBA [0x{seq:x}.{pid:x}.0]\n")),
    }
}
