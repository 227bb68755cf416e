//! How the system gives the program its memory.
//! Never changes what the program does.

/// Asks for memory in small pages from now on. Of large ones (2 MiB each) a build with many pages at work on several processors fills a part only and
/// holds half as much again; a run that ends in milliseconds is better off with them. Where the system does not know them this does nothing.
pub fn in_small_pages() {
    #[cfg(target_os = "linux")]
    {
        // It goes on with large ones where it is not allowed to choose.
        let _ = rustix::thread::disable_transparent_huge_pages(true);
    }
}
