{{%AUTOESCAPE context="HTML"}}
{{!No line break at the end: what is wrong is said right behind it.}}
<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"
    aria-hidden="true"><circle cx="12" cy="12" r="9.5"/><path d="M12 7v6M12 17v.1"/></svg>