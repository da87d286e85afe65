use std::process::ExitCode;

fn main() -> ExitCode {
    opsctl::cli::main()
}
