"""Who is in touch with whom, who cools off, who sends us others, and who takes part?"""
