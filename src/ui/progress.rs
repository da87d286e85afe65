//! Progress: bars for people, log lines for cron, nothing with `--quiet`. Never on standard output.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Ui;
use crate::ctx::Stopwatch;

/// One bar over a known number of steps; shared by the threads that work.
#[derive(Debug)]
pub struct Bar {
    drawn: Option<ProgressBar>,
    log: Option<Mutex<(u64, u64)>>,
    watch: Stopwatch,
    steps: u64,
    ui: Ui,
}

/// Without a terminal, at most one line in this time.
const LOG_EVERY_MS: u64 = 10_000;

impl Bar {
    #[must_use]
    pub fn new(ui: &Ui, steps: usize) -> Self {
        let steps = steps as u64;
        let terminal = std::io::stderr().is_terminal();
        let bar = (!ui.quiet && terminal).then(|| {
            let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:30.cyan/blue} {pos}/{len} {elapsed} {msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        let log = (!ui.quiet && !terminal).then(|| Mutex::new((0, 0)));
        Self { drawn: bar, log, watch: Stopwatch::start(), steps, ui: ui.clone() }
    }

    /// One step is done; `what` is what is worked on.
    pub fn step(&self, what: &str) {
        if let Some(bar) = &self.drawn {
            bar.set_message(what.to_owned());
            bar.inc(1);
        }
        if let Some(log) = &self.log
            && let Ok(mut state) = log.lock()
        {
            state.0 += 1;
            let now = self.watch.ms();
            if now.saturating_sub(state.1) >= LOG_EVERY_MS {
                state.1 = now;
                self.ui.note(&format!("{}/{} {what}", state.0, self.steps));
            }
        }
    }

    pub fn done(&self) {
        if let Some(bar) = &self.drawn {
            bar.finish_and_clear();
        }
    }
}

/// Bytes that are read, of nobody knows how many; shared by the threads that read.
#[derive(Debug)]
pub struct Flow {
    drawn: Option<ProgressBar>,
    log: Option<Mutex<(u64, u64)>>,
    watch: Stopwatch,
    ui: Ui,
}

impl Flow {
    #[must_use]
    pub fn new(ui: &Ui) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let drawn = (!ui.quiet && terminal).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {binary_bytes} {binary_bytes_per_sec} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        let log = (!ui.quiet && !terminal).then(|| Mutex::new((0, 0)));
        Self { drawn, log, watch: Stopwatch::start(), ui: ui.clone() }
    }

    pub fn add(&self, bytes: u64) {
        if let Some(bar) = &self.drawn {
            bar.inc(bytes);
        }
        if let Some(log) = &self.log
            && let Ok(mut state) = log.lock()
        {
            state.0 += bytes;
            let now = self.watch.ms();
            if now.saturating_sub(state.1) >= LOG_EVERY_MS {
                state.1 = now;
                self.ui.note(&indicatif::BinaryBytes(state.0).to_string());
            }
        }
    }

    pub fn done(&self) {
        if let Some(bar) = &self.drawn {
            bar.finish_and_clear();
        }
    }
}
