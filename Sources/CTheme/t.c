int theme_placeholder;
