{{%AUTOESCAPE context="HTML"}}
{{!No line break at the end: a heading begins right behind it.}}
<svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><circle cx="20" cy="20" r="17"/>
<path d="M12 21l6 6 11-13"/></svg>