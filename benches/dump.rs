//! How fast the rows of an `exp` dump are counted, and with how much memory:
//! `dump gen FILE MB [direct]` makes a dump, `dump count FILE` counts it and prints bytes, seconds, MB/s, rows and the peak of memory.

#[path = "common/make_dump.rs"]
#[allow(dead_code, reason = "tests need the rest")]
mod make_dump;

use opsctl::parse::dump::{Bytes, exp};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::time::Instant;

struct Local(File, u64);

impl Bytes for Local {
    fn len(&self) -> u64 {
        self.1
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read_at(into, at)
    }
}

#[expect(clippy::disallowed_methods, clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark measures and prints")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["gen", file, mb, rest @ ..] => {
            let dump = make_dump::Exp { direct: rest == ["direct"], ..make_dump::Exp::default() };
            let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
            let rows = dump.write_big(&mut out, mb.parse::<usize>()? << 20)?;
            out.flush()?;
            println!("{rows} rows");
        }
        ["count", file] => {
            let file = File::open(file)?;
            let length = file.metadata()?.len();
            let file = Local(file, length);
            let began = Instant::now();
            let head = exp::Head::read(&file)?.map_err(|fault| format!("{fault:?}"))?;
            let end = exp::whole(&file, &head)?;
            let report = exp::tables(&file, &head)?;
            let seconds = began.elapsed().as_secs_f64();
            println!("{length} {seconds:.6} {:.0} MB/s, {end:?}", length as f64 / seconds / 1e6);
            for table in report.tables {
                println!("{} {:?}", table.name, table.rows);
            }
            let status = std::fs::read_to_string("/proc/self/status")?;
            println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown"));
        }
        _ => println!("dump gen FILE MB [direct] | dump count FILE"),
    }
    Ok(())
}
