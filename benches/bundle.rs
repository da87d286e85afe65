//! `bundle gen DIR N`: a tree of N tickets (XML of 3 KB, history of 2 KB, two attachments of about 8 KB, text and random bytes), always the same.
//! `bundle pack DIR FILE THREADS`: reads and packs the tree; `bundle read FILE THREADS`: reads and proves every entry. Each tells seconds and memory.
//! `bundle compare DIR N THREADS`: makes the tree in DIR, does both three times beside `zip -r` and `unzip -tq`, and tells the ratios of the best.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use opsctl::bundle::{Body, DosTime, Item, Limits, Method, Names, NamesAs, Options, Walk, Writer};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    let began = Instant::now();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["gen", dir, count] => return generate(Path::new(dir), count.parse()?),
        ["pack", dir, file, threads] => pack(Path::new(dir), Path::new(file), threads.parse()?)?,
        ["read", file, threads] => read(Path::new(file), threads.parse()?)?,
        ["compare", dir, count, threads] => return compare(Path::new(dir), count.parse()?, threads),
        _ => return Err("usage: bundle gen DIR N | pack DIR FILE THREADS | read FILE THREADS | compare DIR N THREADS".into()),
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak: u64 = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0);
    println!("seconds {:.4}\nMiB {}.{}", began.elapsed().as_secs_f64(), peak / 1024, peak % 1024 * 10 / 1024);
    Ok(())
}

fn pack(dir: &Path, file: &Path, threads: NonZeroUsize) -> Outcome {
    let spool = || tempfile::tempfile_in(file.parent().unwrap_or(Path::new(".")));
    let options = Options { names: NamesAs::Utf8, time: DosTime::FIRST, threads, lock: None, spool: &spool };
    let mut writer = Writer::new(BufWriter::with_capacity(1 << 20, File::create(file)?), options);
    // Walked while it is packed, as a store is.
    let files = walkdir::WalkDir::new(dir).sort_by_file_name().into_iter();
    let items = files.filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file())).map(|entry| {
        let path = entry?.into_path();
        let name = path.strip_prefix(dir).map_err(io::Error::other)?.to_string_lossy().into_owned();
        let size = fs::metadata(&path)?.len();
        Ok(Item { name, method: Method::Deflated, body: Body::Small { size, get: Box::new(move || fs::read(path)) } })
    });
    writer.add_all(items).map_err(|fault| format!("{fault:?}"))?;
    writer.finish().map_err(|fault| format!("{fault:?}"))?;
    Ok(())
}

fn read(file: &Path, threads: usize) -> Outcome {
    let walk = Walk { limits: Limits { entries: 1_000_000, ..Limits::default() }, allow_weak: false };
    let listing = walk.open(File::open(file)?, &Names::Guess).map_err(|fault| format!("{fault:?}"))?;
    let next = AtomicUsize::new(0);
    let work = || -> io::Result<u64> {
        let mut bytes = 0;
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= listing.entries().len() {
                return Ok(bytes);
            }
            bytes += io::copy(&mut listing.read(index, None)?, &mut io::sink())?;
        }
    };
    let bytes = thread::scope(|scope| -> Outcome<u64> {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_fold(0, |sum, worker| Ok(sum + worker.join().map_err(|_| "a thread panicked")??))
    })?;
    println!("entries {}\nbytes {bytes}", listing.entries().len());
    Ok(())
}

/// Runs each side three times and tells the best; the files are in the cache after the first.
fn compare(dir: &Path, count: usize, threads: &str) -> Outcome {
    let (tree, ours, theirs) = (dir.join("tree"), dir.join("ours.zip"), dir.join("theirs.zip"));
    if !tree.exists() {
        generate(&tree, count)?;
    }
    let own = std::env::current_exe()?;
    let this = |args: &[&Path]| {
        let mut command = Command::new(&own);
        command.args(args).arg(threads);
        command
    };
    let packed = best(|| Ok(this(&["pack".as_ref(), &tree, &ours])))?;
    let zipped = best(|| {
        fs::remove_file(&theirs).or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
        let mut command = Command::new("zip");
        command.args(["-r", "-q"]).arg(fs::canonicalize(dir)?.join("theirs.zip")).arg(".").current_dir(&tree);
        Ok(command)
    })?;
    let read = best(|| Ok(this(&["read".as_ref(), &ours])))?;
    let tested = best(|| {
        let mut command = Command::new("unzip");
        command.arg("-tq").arg(&ours);
        Ok(command)
    })?;
    let (size, other) = (fs::metadata(&ours)?.len(), fs::metadata(&theirs)?.len());
    println!("pack {packed:.2} s, zip -r {zipped:.2} s: {:.2} times as fast", zipped / packed);
    println!("read {read:.2} s, unzip -tq {tested:.2} s: {:.2} of its time", read / tested);
    println!("size {size}, of zip {other}");
    Ok(())
}

fn best(mut command: impl FnMut() -> Outcome<Command>) -> Outcome<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let mut command = command()?;
        let began = Instant::now();
        if !command.stdout(Stdio::null()).status()?.success() {
            return Err(format!("{command:?} failed").into());
        }
        best = best.min(began.elapsed().as_secs_f64());
    }
    Ok(best)
}

fn generate(dir: &Path, count: usize) -> Outcome {
    let words =
        ["纳税人", "申报表", "登录失败", "数据库", "表空间", "接口超时", "ORA-01653", "重新下发", "已解决", "税务局", "invoice", "timeout"];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for number in 0..count {
        let folder = dir.join(format!("tickets/YW{number:06}"));
        fs::create_dir_all(folder.join("att"))?;
        let mut text = |size: usize, before: &str, after: &str| {
            let mut text = String::new();
            while text.len() < size {
                let word = words[usize::try_from(random() % words.len() as u64).unwrap_or(0)];
                text.push_str(&format!("{before}{word} {}{after}\n", random() % 1000));
            }
            text
        };
        fs::write(folder.join("ticket.xml"), text(3000, "  <field name=\"note\">", "</field>"))?;
        fs::write(folder.join("history.jsonl"), text(2000, "{\"at\":\"2026-02-13T17:00:00+08:00\",\"says\":\"", "\"}"))?;
        fs::write(folder.join("att/0001.txt"), text(8000, "", ""))?;
        let mut mixed = File::create(folder.join("att/0002.bin"))?;
        mixed.write_all(text(4000, "", "").as_bytes())?;
        let noise: Vec<u8> = (0..500).flat_map(|_| random().to_le_bytes()).collect();
        mixed.write_all(&noise)?;
    }
    Ok(())
}
