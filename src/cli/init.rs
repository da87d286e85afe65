//! `opsctl init`: a folder with commented samples to start from.

use std::path::PathBuf;

use clap::Args;

use super::words::w;
use super::{App, Exit};
use crate::config;
use crate::error::Result;

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR", help = w("要生成配置的目录，不存在则新建", "Folder to write to; it is made if it is not there"))]
    dir: PathBuf,
}

pub(super) fn run(app: &App, args: &InitArgs) -> Result<Exit> {
    let files = config::write_samples(&args.dir)?;
    let mut text: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    let dir = args.dir.display();
    text.push_str(&match app.ui.lang {
        crate::model::Lang::Zh => format!(
            "\n接下来：\n  1. 在 {dir}/targets.toml 里写上数据库和主机的地址和用户，把 enabled 改为 true\n  2. 把密码写进 secrets 下的文件，chmod 600\n  3. opsctl --config {dir} doctor        看还缺什么\n  4. opsctl --config {dir} inspect all -o 巡检.xlsx\n"
        ),
        crate::model::Lang::En => format!(
            "\nNext:\n  1. put address and user of databases and hosts into {dir}/targets.toml, set enabled = true\n  2. put the password into a file below secrets, chmod 600\n  3. opsctl --config {dir} doctor        tells what is missing\n  4. opsctl --config {dir} inspect all -o report.xlsx\n"
        ),
    });
    app.ui.out(&text);
    Ok(Exit::OK)
}
