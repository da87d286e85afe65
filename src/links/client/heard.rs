//! What a client printed, in bounded memory.

/// Bytes of one answer that are kept: half from its start, the rest from its end.
const MOST: usize = 128 << 10;

/// A text that may have been cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Bytes that are not UTF-8 are replaced. Where it was cut stands a line `…`.
    pub text: String,
    /// So many bytes of its middle were thrown away.
    pub lost: u64,
}

/// One stream between two marks.
#[derive(Debug, Default)]
pub(super) struct Stream {
    kept: Vec<u8>,
    lost: u64,
}

impl Stream {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.kept.extend_from_slice(bytes);
        // Not at every read: what is behind has to be moved.
        if self.kept.len() > 2 * MOST {
            let more = self.kept.len() - MOST;
            self.kept.drain(MOST / 2..MOST / 2 + more);
            self.lost += more as u64;
        }
    }

    /// Whether what was printed ends with the mark on a line of its own; then the mark is taken off. Rows of sqlite3 end in U+001E.
    pub(super) fn ends_with(&mut self, mark: &str) -> bool {
        let line = self.kept.strip_suffix(b"\n").map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let Some(before) = line.and_then(|line| line.strip_suffix(mark.as_bytes())).map(<[u8]>::len) else { return false };
        let is_alone = before == 0 || matches!(self.kept[before - 1], b'\n' | 0x1e);
        if is_alone {
            self.kept.truncate(before);
        }
        is_alone
    }

    pub(super) fn take(&mut self) -> Text {
        let Self { kept, lost } = std::mem::take(self);
        if lost == 0 {
            return Text { text: String::from_utf8_lossy(&kept).into_owned(), lost };
        }
        let (start, end) = kept.split_at(MOST / 2);
        Text { text: format!("{}\n…\n{}", String::from_utf8_lossy(start), String::from_utf8_lossy(end)), lost }
    }
}
