//! `opsctl release agent`: one place on this machine, for a run on another one. The run starts it; nobody types it.

use std::io::{self, BufReader};

use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::release::place::serve;
use crate::text::Msg;

pub(super) fn run(app: &App) -> Result<Exit> {
    let mut input = BufReader::with_capacity(256 << 10, io::stdin());
    let mut output = io::stdout();
    match serve(&mut input, &mut output, app.stop()) {
        Ok(()) => Ok(Exit::OK),
        Err(error) => Err(Error::new(Kind::Input, Msg::Usage { text: "release agent".into() }).because(error)),
    }
}
