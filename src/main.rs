//! The binary: hands the arguments to `seloste::cli` and ends with its exit code.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    seloste::cli::main().into()
}
