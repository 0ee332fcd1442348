// Nothing to call: memory.c tells the allocator how to behave.
