//! The command line over the library: parse, run, end with the status.

use std::process::ExitCode;

use ct::commands;
use ct::environment::Environment;

fn main() -> ExitCode {
    keep_secrets_off_the_disk();
    let matches = match commands::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            commands::tell_usage(&error);
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::from(70);
    };
    let status = runtime.block_on(commands::run(Environment::of_process(), &matches));
    // A thread that still reads from a terminal or a pipe is not waited for.
    runtime.shutdown_background();
    ExitCode::from(status)
}

/// No core dump: passwords are in memory for a while.
fn keep_secrets_off_the_disk() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    // Where the system refuses even less than before, there is nothing more to do.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // A system that hands core dumps to a program takes no notice of the limit.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}
