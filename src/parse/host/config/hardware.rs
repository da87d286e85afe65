//! Machine, memory, disks.

use std::collections::BTreeSet;

use super::Sheet;

/// Kilobytes as gigabytes, upward to whole ones: kernels keep a little for themselves, each another amount.
pub(super) fn whole_gb(kb: &str) -> String {
    match kb.trim().parse::<u64>() {
        Ok(0) => "0 GB".to_owned(),
        Ok(kb) => format!("{} GB", kb.div_ceil(1024 * 1024)),
        Err(_) => String::new(),
    }
}

/// Sizes of the modules that `dmidecode -t 17` lists, `Size: 16384 MB` or `Size: 16 GB`; empty slots are left out.
pub(super) fn dimms(output: &str, sheet: &mut Sheet) {
    let sizes: Vec<String> = output
        .lines()
        .filter_map(|line| {
            let mut words = line.trim().strip_prefix("Size:")?.split_whitespace();
            let number: u64 = words.next()?.parse().ok()?;
            let mb = if words.next()? == "GB" { number.checked_mul(1024)? } else { number };
            Some(if mb % 1024 == 0 { format!("{} GB", mb / 1024) } else { format!("{mb} MB") })
        })
        .collect();
    sheet.counted("内存条 module", sizes.iter().map(String::as_str));
}

/// `NAME SIZE ID MODEL…`: size in sectors of 512 bytes (Linux) or MB (AIX), `-` where it is not known. Names change from start to
/// start and a LUN has one for each path, so disks are counted by size and model, each identity once.
pub(super) fn disks(output: &str, sheet: &mut Sheet, strange: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    let mut kinds = Vec::new();
    for line in output.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some((&[name, size, id], model)) = words.split_first_chunk::<3>() else {
            strange.push(line.to_owned());
            continue;
        };
        if id != "-" && !seen.insert(id) {
            continue;
        }
        let bytes =
            size.parse::<u64>().ok().map(|n| if name.starts_with("hdisk") { n.saturating_mul(1 << 20) } else { n.saturating_mul(512) });
        let size = bytes.map(|b| format!("{} GB ", (b / 100_000_000) / 10)).unwrap_or_default();
        // A paravirtual disk has the number of its vendor for a name.
        let model = model.iter().copied().filter(|w| !w.starts_with("0x")).collect::<Vec<_>>().join(" ");
        kinds.push(format!("{size}{model}"));
    }
    sheet.counted("硬盘 disk", kinds.iter().map(String::as_str));
}

/// The first lines of `prtconf` (AIX).
pub(super) fn prtconf(output: &str, sheet: &mut Sheet) {
    for line in output.lines() {
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        match key {
            "System Model" => sheet.known("model", value),
            "Machine Serial Number" => sheet.known("serial", value),
            "Processor Type" => sheet.known("cpu", value),
            "Number Of Processors" => sheet.known("cpus", value),
            "Memory Size" => sheet.known("memory", value),
            "Total Paging Space" => sheet.known("swap", value),
            "Platform Firmware level" => sheet.known("bios", value),
            "Processor Implementation Mode" | "Processor Clock Speed" | "Kernel Type" | "LPAR Info" => sheet.put(key, value),
            _ => {}
        }
    }
}

/// `machinfo` (HP-UX 11.23 and 11.31).
pub(super) fn machinfo(output: &str, sheet: &mut Sheet) {
    let mut lines = output.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let pair = line.split_once(':').or_else(|| line.split_once('=')).map(|(k, v)| (k.trim().to_ascii_lowercase(), v.trim()));
        match pair.as_ref().map(|(k, v)| (k.as_str(), *v)) {
            Some(("cpu info", "")) => {
                if let Some(next) = lines.peek() {
                    sheet.known("cpu", next);
                }
            }
            Some(("memory", value)) => sheet.known("memory", value),
            Some(("number of cpus", value)) => sheet.known("cpus", value),
            Some(("processor model", value)) => sheet.known("cpu", value),
            Some(("firmware revision", value)) => sheet.known("bios", value),
            Some(("machine serial number", value)) => sheet.known("serial", value),
            _ if line.ends_with("per socket)") => sheet.known("cpus", line),
            _ => {}
        }
    }
}
