internal import Programs
