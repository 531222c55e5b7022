{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M12 5h17l8 8v30H12z"/><path d="M29 5v8h8M18 30l5 5 9-11"/></svg>
