//! `alert_log gen PATH MB`: a large alert log, always the same. `alert_log look PATH`: reads it as an inspection would after a
//! baseline at its beginning, twice, and tells bytes, seconds and events. `scripts/bench` puts it beside ripgrep.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::cast_precision_loss)]

#[path = "common/generate.rs"]
mod generate;

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use opsctl::links::logs::logfile::{LookBudget, Piece, look};
use opsctl::parse::oralog::log_class::LogRules;
use opsctl::parse::oralog::log_groups::Groups;
use opsctl::parse::oralog::log_sniff::{LogFormat, parser};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["gen", path, mb] => {
            let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
            generate::alert_log(&mut out, mb.parse::<u64>()? << 20, 42, true)?;
            Ok(out.flush()?)
        }
        ["look", path] => twice(Path::new(path)),
        _ => Err("usage: alert_log gen PATH MB | alert_log look PATH".into()),
    }
}

fn twice(path: &Path) -> Result<(), Box<dyn Error>> {
    let rules = LogRules::builtin()?;
    let mut log = parser(LogFormat::Alert, &rules).ok_or("no parser")?;
    let needles = log.needles().clone();
    let mut cursor = look(path, None, &LookBudget::default(), &needles, &mut |_| {})?.cursor;
    // As if the baseline had been taken when the log was empty.
    (cursor.offset, cursor.carry_hint) = (0, None);
    for _ in 0..2 {
        let began = Instant::now();
        let mut groups = Groups::default();
        let mut hint = None;
        let done = look(path, Some(&cursor), &LookBudget::default(), &needles, &mut |piece| match piece {
            Piece::Start { offset, hint, .. } => log.start(offset, hint),
            Piece::Bytes(bytes, found) => log.feed_searched(bytes, found, &mut |event| groups.add(event)),
            Piece::End => hint = log.finish(&mut |event| groups.add(event)),
        })?;
        let seconds = began.elapsed().as_secs_f64();
        let bytes: u64 = done.stretches.iter().map(|s| s.to - s.from).sum();
        println!("{bytes} {seconds:.6} {} events in {} groups", groups.events(), groups.groups().len());
        cursor = done.cursor;
        cursor.carry_hint = hint;
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("VmHWM unknown"));
    Ok(())
}
