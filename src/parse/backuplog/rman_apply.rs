//! What the sentences of RMAN do to the run.

use super::line::{At, short, shown};
use super::machine::Machine;
use super::moment::moment;
use super::open::{LIST, Open};
use super::rman_line::{RmanLine, action, rman_line, unnumbered};
use super::rman_run::{Action, Corrupt, Kind, Operation, Piece, Rman, Skipped};
use super::run::Language;
use super::store::Store;
use std::collections::HashMap;

/// What a channel is writing.
#[derive(Clone, Copy, Debug)]
struct Channel {
    kind: Kind,
    tape: bool,
    /// Data files in the set, and whether the control file or the SPFILE is in it.
    datafiles: u32,
    control: bool,
}

impl Default for Channel {
    fn default() -> Channel {
        Channel { kind: Kind::Unknown, tape: false, datafiles: 0, control: false }
    }
}

/// The channels of a run, which write their lines in turn.
#[derive(Debug, Default)]
pub(super) struct Channels {
    by_name: HashMap<String, Channel>,
    /// The one that began a set last: the files listed next are its own.
    filling: String,
    /// The one that finished a piece last: the handle that comes next is its own.
    finished: String,
}

impl Channels {
    fn of(&mut self, name: &str) -> Option<&mut Channel> {
        // More channels than that no server has.
        if self.by_name.len() >= 1000 && !self.by_name.contains_key(name) {
            return None;
        }
        Some(self.by_name.entry(short(name)).or_default())
    }

    fn filling(&mut self) -> Option<&mut Channel> {
        self.by_name.get_mut(&self.filling)
    }

    /// What the piece that was finished last is, and whether it is on tape.
    fn piece(&self) -> (Kind, bool) {
        let channel = self.by_name.get(&self.finished).copied().unwrap_or_default();
        let only_control = channel.control && channel.datafiles == 0 && channel.kind != Kind::ArchivedLogs;
        (if only_control { Kind::ControlFile } else { channel.kind }, channel.tape)
    }
}

impl Machine {
    /// Reads a line of a run of RMAN; `false` when RMAN does not explain it.
    pub(super) fn rman(&mut self, text: &str, line: &At<'_>) -> bool {
        let Some(open) = &mut self.open else { return false };
        if let Some((number, rest)) = unnumbered(text) {
            match number {
                570 | 571 => return true,
                569 => {
                    open.stack = true;
                    if rman_of(open).stacks.len() < LIST {
                        push(open, &mut self.store, |rman| &mut rman.stacks, line.evidence());
                    }
                    return true;
                }
                _ => {}
            }
            let warning = ["WARNING", "warning", "警告"].iter().any(|word| rest.contains(word));
            if !open.stack && !warning {
                if let Some((told, language)) = rman_line(rest) {
                    open.numbered = true;
                    self.rman_apply(&told, language, line);
                    return true;
                }
                // Errors outside of stacks have numbers below.
                if open.numbered && (6000..9000).contains(&number) {
                    return true;
                }
            }
            return false;
        }
        let (prompt, bare) = unprompted(text);
        open.stack &= !prompt;
        if let Some((told, language)) = rman_line(bare) {
            open.stack = false;
            self.rman_apply(&told, language, line);
            return true;
        }
        // What was typed.
        prompt && super::code::codes(bare).next().is_none()
    }

    /// Whether a line shows that it is RMAN's although no banner was seen.
    pub(super) fn begins_rman(told: &RmanLine<'_>) -> bool {
        matches!(told, RmanLine::Target(..) | RmanLine::Started(..) | RmanLine::Finished(..) | RmanLine::Piece(..) | RmanLine::Complete)
    }

    /// Takes a sentence in.
    pub(super) fn rman_apply(&mut self, told: &RmanLine<'_>, language: Option<Language>, line: &At<'_>) {
        let Some(open) = &mut self.open else { return };
        open.speaks(language);
        let store = &mut self.store;
        match *told {
            RmanLine::Target(name, dbid) => {
                open.connect(line.number);
                let rman = rman_of(open);
                rman.database = name.map(short).or(rman.database.take());
                rman.dbid = dbid.or(rman.dbid);
            }
            RmanLine::Started(name, date) => {
                open.connect(line.number);
                let started = moment(date);
                let operation =
                    Operation { action: action(name), name: short(name), started, ended: None, begun: line.evidence(), finished: None };
                push(open, store, |rman| &mut rman.operations, operation);
            }
            RmanLine::Finished(name, date) => finished(open, store, name, date, line),
            RmanLine::Set(channel, kind) => {
                open.channels.filling = short(channel);
                if let Some(channel) = open.channels.of(channel) {
                    *channel = Channel { kind, tape: channel.tape, ..Channel::default() };
                }
            }
            RmanLine::PieceDone(channel) => open.channels.finished = short(channel),
            RmanLine::Tape(channel) => {
                rman_of(open).tape = true;
                if let Some(channel) = open.channels.of(channel) {
                    channel.tape = true;
                }
            }
            RmanLine::Piece(handle, tag, library) => {
                let (kind, tape) = open.channels.piece();
                let automatic = doing(open) == Some(Action::Autobackup);
                let kind = if automatic { Kind::Autobackup } else { kind };
                let piece = Piece { handle: shown(handle), tag: tag.map(short), kind, tape: tape || library, line: line.number };
                rman_of(open).tape |= library;
                push(open, store, |rman| &mut rman.pieces, piece);
            }
            RmanLine::Copy(file, tag) if doing(open) == Some(Action::Backup) => {
                let piece = Piece { handle: shown(file), tag: tag.map(short), kind: Kind::Copy, tape: false, line: line.number };
                push(open, store, |rman| &mut rman.pieces, piece);
            }
            RmanLine::Datafile if doing(open) == Some(Action::Backup) => {
                rman_of(open).datafiles += 1;
                if let Some(channel) = open.channels.filling() {
                    channel.datafiles += 1;
                }
            }
            RmanLine::Log(thread, sequence) if doing(open) == Some(Action::Backup) => {
                if store.room(&mut open.run.weight, 4) && rman_of(open).logs.add(thread, sequence) {
                    return;
                }
                open.run.left_out += 1;
            }
            RmanLine::Controlfile | RmanLine::Spfile => {
                let rman = rman_of(open);
                rman.controlfile |= *told == RmanLine::Controlfile;
                rman.spfile |= *told == RmanLine::Spfile;
                if let Some(channel) = open.channels.filling() {
                    channel.control = true;
                }
            }
            RmanLine::Skipped(backed_up) => {
                let skipped = Skipped { text: shown(line.raw), backed_up, line: line.number };
                push(open, store, |rman| &mut rman.skipped, skipped);
            }
            RmanLine::Available => rman_of(open).available += 1,
            RmanLine::Expired => rman_of(open).expired += 1,
            RmanLine::Deleted(objects) => rman_of(open).deleted = rman_of(open).deleted.saturating_add(objects),
            RmanLine::NoneObsolete => rman_of(open).none_obsolete = true,
            RmanLine::Retention(policy) => rman_of(open).retention = Some(policy),
            RmanLine::Corrupt(file) => push(open, store, |rman| &mut rman.corrupt, Corrupt { file, line: line.number }),
            RmanLine::Complete => {
                rman_of(open).complete = Some(line.number);
                open.run.ended = line.stamp.and_then(moment).or(open.run.ended);
                open.run.evidence = Some(line.evidence());
            }
            _ => {}
        }
    }
}

/// RMAN's part of the run, made when it is needed.
pub(super) fn rman_of(open: &mut Open) -> &mut Rman {
    open.run.rman.get_or_insert_default()
}

/// What is being done.
fn doing(open: &Open) -> Option<Action> {
    let rman = open.run.rman.as_deref()?;
    rman.operations.iter().rev().take(8).find(|operation| operation.finished.is_none()).map(|operation| operation.action)
}

fn finished(open: &mut Open, store: &mut Store, name: &str, date: &str, line: &At<'_>) {
    let ended = moment(date);
    let rman = rman_of(open);
    if name.contains("Autobackup") {
        rman.controlfile |= name.contains("Control File");
        rman.spfile |= name.contains("SPFILE");
    }
    let open_one = rman.operations.iter_mut().rev().take(8).find(|operation| operation.finished.is_none() && operation.name == name);
    if let Some(operation) = open_one {
        (operation.ended, operation.finished) = (ended, Some(line.number));
    } else {
        // Its beginning is missing, with the head of the log.
        let operation = Operation {
            action: action(name),
            name: short(name),
            started: None,
            ended,
            begun: line.evidence(),
            finished: Some(line.number),
        };
        push(open, store, |rman| &mut rman.operations, operation);
    }
    open.run.ended = ended.or(open.run.ended);
}

fn push<T>(open: &mut Open, store: &mut Store, list: fn(&mut Rman) -> &mut Vec<T>, item: T) {
    const PIECES: usize = 20_000;
    if list(rman_of(open)).len() < PIECES && store.room(&mut open.run.weight, size_of::<T>() + 128) {
        list(rman_of(open)).push(item);
    } else {
        open.run.left_out += 1;
    }
}

/// Takes `RMAN> `, `2> ` and the like off: whether there was one, and the rest.
fn unprompted(text: &str) -> (bool, &str) {
    let mut rest = text;
    let mut any = false;
    while let Some((prompt, behind)) = rest.split_once('>') {
        if prompt != "RMAN" && (prompt.is_empty() || !prompt.bytes().all(|b| b.is_ascii_digit())) {
            break;
        }
        (any, rest) = (true, behind.trim_start());
    }
    (any, rest)
}
