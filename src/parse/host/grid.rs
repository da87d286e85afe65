//! Tables of figures under a heading: `df`, `bdf` (names, figures, a mount point), and `vmstat`, `sar`, `lparstat` (figures alone).
//!
//! Columns are found by the words of the heading, never by position: they differ by system, release and partition.

use super::ParseFault;
use super::text::num;
use crate::model::Value;

/// One line of a `df`-like table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub device: String,
    /// Of `df -T`.
    pub kind: String,
    pub mount: String,
    /// Heading word in lower case, and the cell under it.
    cells: Vec<(String, String)>,
}

impl Line {
    /// The first of the named cells that is there, as a number; `-` is NULL.
    pub(super) fn get(&self, names: &[&str]) -> Value {
        let cell = names.iter().find_map(|name| self.cells.iter().find(|(n, _)| n == name));
        cell.map_or(Value::Null, |(_, cell)| num(cell.trim_end_matches('%')))
    }

    /// The column that has the size, and kilobytes of one of its blocks.
    pub(super) fn blocks(&self) -> Option<(&'static str, f64)> {
        [("1024-blocks", 1.0), ("1k-blocks", 1.0), ("1024-块", 1.0), ("1k-块", 1.0), ("kbytes", 1.0), ("512-blocks", 0.5)]
            .into_iter()
            .find(|(name, _)| self.cells.iter().any(|(n, _)| n == name))
    }
}

/// The lines of a `df` table in whichever layout its heading says; a line that does not fit comes with `None`.
/// A device whose name is too long stands on a line of its own (`bdf`, old GNU), the figures on the next one.
pub(super) fn df(output: &str, what: &'static str) -> Result<Vec<(String, Option<Line>)>, ParseFault> {
    let mut lines = output.lines().filter(|l| !l.trim().is_empty());
    let heading =
        lines.find_map(heading).ok_or_else(|| ParseFault::Layout(what, output.lines().next().unwrap_or_default().trim().to_owned()))?;
    let mut out = Vec::new();
    let mut device: Option<&str> = None;
    // AIX and HP-UX repeat the heading where several commands wrote.
    for line in lines.filter(|l| self::heading(l).is_none()) {
        let joined = device.take().map_or_else(|| line.to_owned(), |d| format!("{d} {}", line.trim_start()));
        match split(&joined, &heading) {
            Some(row) => out.push((joined, Some(row))),
            None if joined == line && !line.trim().contains(char::is_whitespace) => device = Some(line),
            None => out.push((joined, None)),
        }
    }
    out.extend(device.map(|d| (d.to_owned(), None)));
    Ok(out)
}

/// Words between `Filesystem` and `Mounted on`, in lower case. Chinese ones where LC_ALL was not heeded.
fn heading(line: &str) -> Option<Vec<String>> {
    let mut words = line.split_whitespace();
    if !matches!(words.next(), Some("Filesystem" | "文件系统")) {
        return None;
    }
    let middle: Vec<String> = words.take_while(|w| !matches!(*w, "Mounted" | "挂载点")).map(str::to_lowercase).collect();
    (middle.len() >= 3).then_some(middle)
}

/// Found from the figures, as device and mount point may have spaces in them.
fn split(line: &str, heading: &[String]) -> Option<Line> {
    let typed = usize::from(matches!(heading[0].as_str(), "type" | "类型"));
    let names = &heading[typed..];
    let words = positions(line);
    let first = (1 + typed..words.len()).find(|&at| {
        let cells = words.get(at..at + names.len());
        let mount = words.get(at + names.len());
        cells.is_some_and(|cells| cells.iter().all(|(_, w)| is_cell(w))) && mount.is_some_and(|(_, w)| w.starts_with('/'))
    })?;
    let device = line[..words[first - typed].0].trim();
    let cells = names.iter().zip(&words[first..]).map(|(name, (_, word))| (name.clone(), (*word).to_owned())).collect();
    Some(Line {
        device: device.to_owned(),
        kind: if typed == 1 { words[first - 1].1.to_owned() } else { String::new() },
        mount: line[words[first + names.len()].0..].trim_end().to_owned(),
        cells,
    })
}

fn is_cell(word: &str) -> bool {
    word == "-" || word.strip_suffix('%').unwrap_or(word).parse::<f64>().is_ok()
}

/// The words of a line, each with where it begins.
fn positions(line: &str) -> Vec<(usize, &str)> {
    let base = line.as_ptr() as usize;
    line.split_whitespace().map(|w| (w.as_ptr() as usize - base, w)).collect()
}

/// A table of figures: the words of its heading and its last line of figures, which is that of the newest interval.
#[derive(Debug, PartialEq)]
pub(super) struct Figures<'a> {
    names: Vec<&'a str>,
    cells: Vec<f64>,
}

impl<'a> Figures<'a> {
    /// The last line that is all figures under the last heading that has `marker` among its words.
    /// `sar` begins lines with the time: what stands before the figures is left out on both sides.
    pub(super) fn last(output: &'a str, what: &'static str, marker: &str) -> Result<Self, ParseFault> {
        let unknown = || ParseFault::Layout(what, output.lines().rfind(|l| !l.trim().is_empty()).unwrap_or_default().trim().to_owned());
        let mut found: Option<(Vec<&str>, Option<Vec<f64>>)> = None;
        for line in output.lines() {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            if words.first().is_some_and(|w| w.contains(':') && w.starts_with(|c: char| c.is_ascii_digit())) {
                words.remove(0);
            }
            if words.contains(&marker) {
                found = Some((words, found.and_then(|(_, cells)| cells)));
            } else if let Some((names, cells)) = &mut found {
                let figures: Option<Vec<f64>> = words.iter().map(|w| w.parse().ok()).collect();
                if let Some(figures) = figures.filter(|f| f.len() == names.len()) {
                    *cells = Some(figures);
                }
            }
        }
        match found {
            Some((names, Some(cells))) if names.len() == cells.len() => Ok(Self { names, cells }),
            _ => Err(unknown()),
        }
    }

    /// A figure by its heading. Of two of the same name (`sy` of faults and of the CPU) the last.
    pub(super) fn get(&self, name: &str) -> Option<f64> {
        let at = self.names.iter().rposition(|n| *n == name)?;
        self.cells.get(at).copied()
    }
}
