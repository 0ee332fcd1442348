/// How often memory has been allocated by this process, in any way.
unsigned long allocationCount(void);
