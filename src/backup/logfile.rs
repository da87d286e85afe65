//! One log → the run that made these files, and what it says of itself.

use std::io;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::find::Found;
use crate::parse::backuplog::{self, BackupLog, By, Codes, Judged, Purpose, Run, Wanted};
use crate::parse::dump::Bytes;

/// A log that is longer than this is no log of one backup.
const MOST: u64 = 4 << 30;
const BLOCK: usize = 1 << 20;
/// A run's end may be so far from the time of its files.
const NEAR_S: u32 = 6 * 3600;

/// What a log told.
#[derive(Debug, Clone)]
pub struct Log {
    pub found: Arc<Found>,
    /// Why it could not be read.
    pub unread: Option<String>,
    /// The run that is meant, by what it was found, and the judgement.
    pub run: Option<(Run, By, Judged)>,
    /// Runs in the file.
    pub runs: usize,
    /// When the last run in it was, where none is the one that made these files.
    pub stranger: Option<DateTime>,
    /// First line with a password in clear text.
    pub password: Option<u64>,
}

impl Log {
    /// Reads a log and looks for the run that made `dumps`, which were finished at `at`.
    pub fn read(
        found: &Arc<Found>,
        bytes: &io::Result<Box<dyn Bytes + '_>>,
        dumps: &[String],
        at: Option<Timestamp>,
        zone: &TimeZone,
        codes: &Codes,
    ) -> Self {
        let unread = |why: String| Self { found: Arc::clone(found), unread: Some(why), run: None, runs: 0, stranger: None, password: None };
        let log = match bytes.as_ref().map_err(ToString::to_string).and_then(|b| whole(b.as_ref()).map_err(|e| e.to_string())) {
            Ok(log) => log,
            Err(why) => return unread(why),
        };
        let names: Vec<&str> = dumps.iter().map(String::as_str).collect();
        let at: Option<DateTime> = at.map(|at| at.to_zoned(zone.clone()).datetime());
        let wanted = Wanted { dumps: &names, at, within_s: NEAR_S, purpose: Purpose::Backup };
        let run = backuplog::last_for(&log.runs, &wanted).and_then(|(index, by)| {
            let run = log.runs.get(index)?.clone();
            let judged = backuplog::judge(&run, Purpose::Backup, codes);
            Some((run, by, judged))
        });
        let last = log.runs.last().and_then(|run| run.ended.or(run.started)).map(|moment| moment.at);
        let stranger = last.filter(|_| run.is_none());
        Self { found: Arc::clone(found), unread: None, run, runs: log.runs.len(), stranger, password: log.password_seen }
    }

    /// When the run ended, where it says so to the second.
    #[must_use]
    pub fn ended(&self, zone: &TimeZone) -> Option<Timestamp> {
        let moment = self.run.as_ref()?.0.ended.filter(|m| m.precision == backuplog::Precision::Second)?;
        moment.at.to_zoned(zone.clone()).ok().map(|z| z.timestamp())
    }

    #[must_use]
    pub fn started(&self, zone: &TimeZone) -> Option<Timestamp> {
        let moment = self.run.as_ref()?.0.started.filter(|m| m.precision == backuplog::Precision::Second)?;
        moment.at.to_zoned(zone.clone()).ok().map(|z| z.timestamp())
    }
}

fn whole(bytes: &dyn Bytes) -> io::Result<BackupLog> {
    if bytes.len() > MOST {
        return Err(io::Error::other("more than 4 GiB"));
    }
    let (mut reader, mut block, mut at) = (backuplog::Reader::new(), vec![0; BLOCK], 0);
    loop {
        let read = bytes.read_at(at, &mut block)?;
        if read == 0 {
            return Ok(reader.finish());
        }
        reader.feed(block.get(..read).unwrap_or_default());
        at += read as u64;
    }
}
