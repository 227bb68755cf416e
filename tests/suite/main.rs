mod paged;
