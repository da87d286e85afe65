//! Masking as a tool: a text file in, a masked copy out.

use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;

use crate::cli::words::w;
use crate::cli::{App, Exit, mask as masking};
use crate::error::{Error, Kind, Result};
use crate::mask;
use crate::text::Msg;

/// A larger text is cut up first: all of it is held in memory.
const MOST_TEXT: u64 = 256 << 20;

#[derive(Debug, Args)]
pub(in crate::cli) struct MaskArgs {
    #[arg(value_name = "FILE", help = w("文本文件，UTF-8 或 GBK；- 为标准输入。脱敏后的文本（UTF-8）写到标准输出，个数写到标准错误", "Text file, UTF-8 or GBK; - for standard input. The masked text goes to standard output in UTF-8, the numbers to standard error"))]
    file: PathBuf,
}

pub(super) fn run(app: &App, args: &MaskArgs) -> Result<Exit> {
    let rules = masking::rules(app)?;
    let path = args.file.display().to_string();
    let failed = |cause: &dyn std::fmt::Display| Error::new(Kind::Input, Msg::ReadFile { path: path.clone() }).because(cause);
    let bytes = read(args).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > MOST_TEXT {
        return Err(failed(&format!("> {MOST_TEXT} B")));
    }
    // What a mask cannot read it cannot mask.
    if bytes.contains(&0) {
        return Err(Error::new(Kind::Input, Msg::MaskNoText { path: path.clone() }));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, _, bad) = encoding_rs::GB18030.decode(error.as_bytes());
            if bad {
                return Err(Error::new(Kind::Input, Msg::MaskNoText { path: path.clone() }));
            }
            app.ui.note(&Msg::MaskGbk { path: path.clone() }.to(app.ui.lang));
            text.into_owned()
        }
    };
    let masked = mask::mask(text.trim_start_matches('\u{feff}'), &rules);
    app.ui.out_bytes(masked.text.as_bytes());
    let msg =
        if masked.hits.is_empty() { Msg::MaskNothing {} } else { Msg::MaskCounted { hits: masking::counted(&masked.hits, app.ui.lang) } };
    app.ui.note(&msg.to(app.ui.lang));
    Ok(Exit::OK)
}

/// One byte more than is allowed, so that it shows.
fn read(args: &MaskArgs) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if args.file.as_os_str() == "-" {
        std::io::stdin().lock().take(MOST_TEXT + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(&args.file)?.take(MOST_TEXT + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
