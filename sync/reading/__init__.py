"""Books understood: submissions, sentences, the year's figures."""
