//! `seal gen DIR N BYTES`: N files of so many bytes, always the same, a thousand a folder.
//! `seal make DIR THREADS sha256|blake3|both`: seals a folder as `opsctl backup manifest` would; `seal verify DIR THREADS …` proves it.
//! `seal test FILE`: test-decompresses a file. Each tells seconds, bytes and memory.
//! `scripts/bench` puts it beside `sha256sum`, `openssl` and `b3sum`.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::error::Error;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use opsctl::links::files::{Effort, Make, Pace, Verify, load, make, save, verify};
use opsctl::parse::archive::{Limits, test};
use opsctl::seal::{By, Head, State, Turn};

static GO: AtomicBool = AtomicBool::new(false);

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    let began = Instant::now();
    let pace = Pace::new(None);
    let effort = |threads: &str| -> Result<Effort<'_>, Box<dyn Error>> {
        Ok(Effort { threads: threads.parse()?, pace: &pace, stop: &GO, progress: &|_| {} })
    };
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["gen", dir, count, bytes] => return generate(Path::new(dir), count.parse()?, bytes.parse()?),
        ["make", dir, threads, by] => {
            let head = Head { tool: "bench".into(), host: "bench".into(), made: jiff::Timestamp::UNIX_EPOCH };
            let made = make(Path::new(dir), head, &Make { by: digests(by)?, effort: effort(threads)?, resume: None })?;
            save(Path::new(dir), &made.manifest, None, true)?;
            tell(began, made.manifest.entries.len() as u64, made.manifest.bytes());
        }
        ["verify", dir, threads, by] => {
            let loaded = load(Path::new(dir), &[], &effort(threads)?)?;
            let options = Verify { by: digests(by)?, turn: Turn::ALL, extra: true, effort: effort(threads)?, resume: None };
            let checked = verify(Path::new(dir), &loaded.manifest, &options)?;
            if let Some(file) = checked.files.iter().find(|file| file.state != State::Same) {
                return Err(format!("{file:?}").into());
            }
            tell(began, checked.files.len() as u64, loaded.manifest.bytes());
        }
        ["test", file] => {
            let tested = test(fs::File::open(file)?, &Limits::default(), &mut |_| ControlFlow::Continue(()));
            println!("{:?} {:?}", tested.verdict, tested.layers);
            tell(began, 1, tested.bytes_out);
        }
        _ => return Err("usage: seal gen DIR N BYTES | make|verify DIR THREADS sha256|blake3|both | test FILE".into()),
    }
    Ok(())
}

fn digests(by: &str) -> Result<By, String> {
    match by {
        "sha256" => Ok(By::Sha256),
        "blake3" => Ok(By::Blake3),
        "both" => Ok(By::Both),
        other => Err(format!("{other} is no digest")),
    }
}

/// Seconds, files, bytes, and the most memory in MiB, a line each.
fn tell(began: Instant, files: u64, bytes: u64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak: u64 = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0);
    println!("seconds {:.4}\nfiles {files}\nbytes {bytes}\nMiB {}.{}", began.elapsed().as_secs_f64(), peak / 1024, peak % 1024 * 10 / 1024);
}

fn generate(dir: &Path, count: u64, bytes: u64) -> Result<(), Box<dyn Error>> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut block = vec![0; 1 << 20];
    for number in 0..count {
        let folder = dir.join(format!("{:04}", number / 1000));
        fs::create_dir_all(&folder)?;
        let mut out = fs::File::create(folder.join(format!("expdp_{number:06}.dmp")))?;
        let mut left = bytes;
        while left > 0 {
            let part = usize::try_from(left.min(1 << 20))?;
            for word in block[..part].chunks_mut(8) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                word.copy_from_slice(&state.to_le_bytes()[..word.len()]);
            }
            out.write_all(&block[..part])?;
            left -= part as u64;
        }
    }
    Ok(())
}
